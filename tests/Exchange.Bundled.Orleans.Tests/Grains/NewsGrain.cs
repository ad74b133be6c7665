using System.Collections.Concurrent;
using Exchange.Bundled.Orleans.Tests.Support;

namespace Exchange.Bundled.Orleans.Tests.Grains;

public interface INewsReader : IGrainObserver
{
    void Read(int number);

    Task<string> Ask(string question);
}

public sealed class NewsReader : INewsReader
{
    public ConcurrentQueue<int> Numbers { get; } = new();

    public string? Gate { get; init; }

    public void Read(int number)
    {
        Numbers.Enqueue(number);
        if (Gate is not null) Support.Gate.Open($"{Gate} {number}");
    }

    public Task<string> Ask(string question) => Task.FromResult(question + "!");
}

public interface INewsGrain : IGrainWithStringKey
{
    Task Subscribe(INewsReader reader);

    Task Publish(int first, int count);

    Task<string> Ask(INewsReader reader, string question);

    Task<bool> Same(INewsReader left, INewsReader right);
}

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly List<INewsReader> _readers = [];

    public Task Subscribe(INewsReader reader)
    {
        _readers.Add(reader);
        return Task.CompletedTask;
    }

    public Task Publish(int first, int count)
    {
        for (var i = first; i < first + count; i++) _readers.ForEach(reader => reader.Read(i));
        return Task.CompletedTask;
    }

    public Task<string> Ask(INewsReader reader, string question) => reader.Ask(question);

    public Task<bool> Same(INewsReader left, INewsReader right) => Task.FromResult(left.Equals(right));
}
