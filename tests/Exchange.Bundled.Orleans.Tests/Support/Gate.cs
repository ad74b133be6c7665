using System.Collections.Concurrent;

namespace Exchange.Bundled.Orleans.Tests.Support;

/// <summary>
/// Named gates between tests and grains, which live in one process. A gate opens once; names are unique to a test.
/// </summary>
public static class Gate
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static void Open(string name) => Of(name).TrySetResult();

    public static Task Pass(string name) => Of(name).Task.WaitAsync(Patience);

    public static bool IsOpen(string name) => Of(name).Task.IsCompleted;

    private static TaskCompletionSource Of(string name) =>
        Gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
