using Microsoft.Extensions.DependencyInjection;
using Orleans.Bundled.Activations;
using Orleans.Bundled.Reminders;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain can ask of its reminders. They outlive the activation and the silo.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Adds a reminder, or replaces the one of this name.</summary>
    /// <exception cref="ArgumentException">The period is too short.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <summary>Adds a reminder, or replaces the one of this name.</summary>
    /// <exception cref="ArgumentException">The period is too short.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException(
                $"{grain?.GetType()} does not implement {nameof(IRemindable)} and cannot be reminded.");
        }

        var service = Service(grain, out var id);
        service.Validate(reminderName, dueTime, period);
        return service.RegisterAsync(id, reminderName, dueTime, period);
    }

    /// <summary>Takes a reminder away.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        UnregisterReminder((IGrainBase)grain, reminder);

    /// <summary>Takes a reminder away.</summary>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        Service(grain, out _).UnregisterAsync((GrainReminder)reminder);

    /// <summary>The reminder of this name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        GetReminder((IGrainBase)grain, reminderName);

    /// <summary>The reminder of this name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return Service(grain, out var id).FindAsync(id, reminderName);
    }

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
        Service(grain, out var id).FindAllAsync(id);

    private static ReminderService Service(IGrainBase grain, out GrainId id)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var activation = (Activation)grain.GrainContext;
        id = activation.GrainId;
        return activation.Silo.Services.GetService<ReminderService>() ?? throw new OrleansConfigurationException(
            "The reminder service has not been configured: call one of the Use...ReminderService methods.");
    }
}
