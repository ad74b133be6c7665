using System.Reflection;
using Orleans.Bundled.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Bundled.Activations;

/// <summary>A call as the filters before a grain see it.</summary>
internal sealed class IncomingCall : IIncomingGrainCallContext
{
    private readonly Activation _activation;
    private readonly Call _call;
    private readonly IIncomingGrainCallFilter[] _filters;
    private int _next;

    private IncomingCall(Activation activation, Call call)
    {
        _activation = activation;
        _call = call;
        _filters = activation.GrainInstance is IIncomingGrainCallFilter own
            ? [.. activation.Silo.IncomingFilters, own]
            : activation.Silo.IncomingFilters;
    }

    public IInvokable Request => _call;

    public object Grain => _activation.GrainInstance!;

    public GrainId? SourceId => _call.Source?.GrainId;

    public GrainId TargetId => _activation.GrainId;

    public GrainInterfaceType InterfaceType => _call.Method.GrainInterface;

    public string InterfaceName => _call.GetInterfaceName();

    public string MethodName => _call.Method.Name;

    public MethodInfo InterfaceMethod => _call.Method.Info;

    public IGrainContext TargetContext => _activation;

    public MethodInfo ImplementationMethod => _activation.Class.Implementation(_call.Method);

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public static async Task RunAsync(Activation activation, Call call)
    {
        var context = new IncomingCall(activation, call);
        try
        {
            await context.Invoke();
            call.Take(context.Response ?? Response.Completed);
        }
#pragma warning disable CA1031 // Whatever a filter or the grain throws is the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.Failure = exception;
        }

        call.Finish();
    }

    public async Task Invoke()
    {
        if (_next < _filters.Length)
        {
            await _filters[_next++].Invoke(this);
            return;
        }

        try
        {
            Response = await _call.Invoke();
        }
        catch (Exception exception)
        {
            Response = Response.FromException(exception);
            throw;
        }
    }
}
