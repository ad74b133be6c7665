using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Observers that are known by their references.</summary>
/// <typeparam name="TObserver">The type of the observers.</typeparam>
/// <param name="expiration">How long a subscription lasts.</param>
/// <param name="log">Where changes are written.</param>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// Keeps observers, forgets those that have not subscribed again for too long or whose call failed. For use in the
/// turns of one activation.
/// </summary>
/// <typeparam name="TIdentity">What tells observers apart.</typeparam>
/// <typeparam name="TObserver">The type of the observers.</typeparam>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly ILogger _log;

    // In the order of subscription, so that notifications are repeatable.
    private readonly OrderedDictionary<TIdentity, (TObserver Observer, DateTime Seen)> _observers = [];

    /// <summary>With nobody in it.</summary>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock.</summary>
    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>How long a subscription lasts.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many there are.</summary>
    public int Count => _observers.Count;

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers =>
        _observers.ToDictionary(entry => entry.Key, entry => entry.Value.Observer);

    /// <summary>Forgets all.</summary>
    public void Clear() => _observers.Clear();

    /// <summary>Takes one in, or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        _observers[id] = (observer, GetDateTime());
        _log.LogDebug("Observer {Id} subscribed; there are {Count}", id, _observers.Count);
    }

    /// <summary>Forgets one.</summary>
    public void Unsubscribe(TIdentity id)
    {
        _observers.Remove(id);
        _log.LogDebug("Observer {Id} unsubscribed; there are {Count}", id, _observers.Count);
    }

    /// <summary>Calls each that the predicate lets through.</summary>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                notification(observer);
            }
#pragma warning disable CA1031 // Whoever fails is forgotten; the others are still to be told.
            catch (Exception)
#pragma warning restore CA1031
            {
                Unsubscribe(id);
            }
        }
    }

    /// <summary>Calls each that the predicate lets through, one after the other.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Living(predicate))
        {
            try
            {
                await notification(observer);
            }
#pragma warning disable CA1031 // Whoever fails is forgotten; the others are still to be told.
            catch (Exception)
#pragma warning restore CA1031
            {
                Unsubscribe(id);
            }
        }
    }

    /// <summary>Forgets those whose subscription has run out.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (entry.Seen + ExpirationDuration < now) Unsubscribe(id);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TObserver> GetEnumerator() =>
        _observers.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<(TIdentity Id, TObserver Observer)> Living(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return
        [
            .. from entry in _observers
               where predicate?.Invoke(entry.Value.Observer) ?? true
               select (entry.Key, entry.Value.Observer),
        ];
    }
}
