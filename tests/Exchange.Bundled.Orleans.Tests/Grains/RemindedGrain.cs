using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests.Grains;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();

    Task<string[]> Ticks();
}

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    private string Key => this.GetPrimaryKeyString();

    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name) =>
        await this.UnregisterReminder((await this.GetReminder(name)) ?? throw new InvalidOperationException("none"));

    public async Task<string[]> Names() =>
        [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order(StringComparer.Ordinal)];

    public Task<string[]> Ticks() => Task.FromResult(Journal.Of(Key));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var minutes = (int)(status.CurrentTickTime - status.FirstTickTime).TotalMinutes;
        Journal.Write(Key, $"{reminderName} {status.Period.TotalMinutes} {minutes}");
        Gate.Open($"{Key}/{reminderName} {Journal.Of(Key).Length}");
        return Task.CompletedTask;
    }
}
