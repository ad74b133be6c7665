using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call as a filter sees it.</summary>
public interface IGrainCallContext
{
    /// <summary>The call.</summary>
    IInvokable Request { get; }

    /// <summary>The grain, or the reference on the caller's side.</summary>
    object Grain { get; }

    /// <summary>The identity of the caller, if it is a grain.</summary>
    GrainId? SourceId { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of the interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result, once the call is made.</summary>
    object? Result { get; set; }

    /// <summary>The outcome, once the call is made.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on to the next filter, and at last to the grain.</summary>
    Task Invoke();
}

/// <summary>A call on its way into a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the class.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call on its way out.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation it comes from.</summary>
    IGrainContext? SourceContext { get; }
}

/// <summary>Stands before every call into a grain of the silo, or of the grain that implements it.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Sees the call.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Stands before every call out of the silo's grains and clients.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Sees the call.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

/// <summary>A filter as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>A filter as a function.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
