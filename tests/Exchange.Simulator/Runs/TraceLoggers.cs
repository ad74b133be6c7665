using Microsoft.Extensions.Logging;

namespace Exchange.Simulator.Runs;

/// <summary>What grains and silos log goes to the trace.</summary>
internal sealed class TraceLoggers(Trace trace, string who) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= (trace.IsFull ? LogLevel.Information : LogLevel.Warning);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
        trace.Note(who, $"{logLevel}: {formatter(state, exception)}{cause}");
    }

    public void Dispose()
    {
    }
}
