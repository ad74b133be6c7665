using Spectre.Console;

namespace Exchange.Silo;

/// <summary>A bar on standard error while entries are read, for somebody who sits in front of it.</summary>
internal static class EntryProgress
{
    /// <summary>
    /// A program that reads standard error gets errors alone; and a screen that entries run over has no room for a bar.
    /// </summary>
    /// <param name="toTerminal">Whether what is read is written to standard output as it comes.</param>
    public static bool IsShown(bool toTerminal) =>
        !Console.IsErrorRedirected && (!toTerminal || Console.IsOutputRedirected);

    /// <summary>Does some work, which is handed how to tell: read so far, and of how many (0: not known).</summary>
    public static async Task<T> RunAsync<T>(string what, bool shown, Func<Action<long, long>?, Task<T>> work)
    {
        // SQLite reads without ever waiting, and the command line hears signals only when this has returned to it once.
        await Task.Yield();
        if (!shown)
        {
            return await work(null);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(what);
                bar.IsIndeterminate = true;
                return await work((read, total) =>
                {
                    bar.IsIndeterminate = total == 0;
                    bar.MaxValue = Math.Max(1, Math.Max(read, total));
                    bar.Value = read;
                    bar.Description = $"{what}: {read} entries";
                });
            });
    }
}
