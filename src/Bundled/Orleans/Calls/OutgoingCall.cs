using System.Reflection;
using Orleans.Bundled.Messaging;
using Orleans.Bundled.Silos;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Bundled.Calls;

/// <summary>A call as the filters on the caller's side see it.</summary>
internal abstract class OutgoingCall : IOutgoingGrainCallContext
{
    private readonly Silo _silo;
    private int _next;

    private OutgoingCall(Silo silo, Reference to, Call call)
    {
        _silo = silo;
        To = to;
        Call = call;
    }

    public IInvokable Request => Call;

    public object Grain => To;

    public GrainId? SourceId => Call.Source?.GrainId;

    public GrainId TargetId => To.GrainId;

    public GrainInterfaceType InterfaceType => To.InterfaceType;

    public string InterfaceName => Call.GetInterfaceName();

    public string MethodName => Call.Method.Name;

    public MethodInfo InterfaceMethod => Call.Method.Info;

    public IGrainContext? SourceContext => Call.Source;

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    protected Reference To { get; }

    protected Call Call { get; }

    public static async Task<T> Run<T>(Silo silo, Reference to, Call<T> call)
    {
        var context = new Of<T>(silo, to, call);
        await context.Invoke();
        return context.Response is { } response && typeof(T) != typeof(Nothing) ? response.GetResult<T>() : default!;
    }

    public Task Invoke() => _next < _silo.OutgoingFilters.Length
        ? _silo.OutgoingFilters[_next++].Invoke(this)
        : SendAsync();

    protected abstract Task SendAsync();

    private sealed class Of<T>(Silo silo, Reference to, Call<T> call) : OutgoingCall(silo, to, call)
    {
        protected override async Task SendAsync()
        {
            // A filter may have set values that are to travel with the call.
            Call.Context = RequestContext.Snapshot;
            Response = Response.FromResult(await Postmaster.Request(call));
        }
    }
}
