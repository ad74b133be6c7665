using Exchange.Domain.Tokens;

namespace Exchange.Grains.Tokens;

/// <summary>What a token keeps that is not money.</summary>
[GenerateSerializer]
[Alias("exchange.token-grain-state")]
public sealed class TokenGrainState
{
    /// <summary>Null until it is listed.</summary>
    [Id(0)]
    public TokenTerms? Terms { get; set; }

    [Id(1)]
    public DateTimeOffset ListedAt { get; set; }

    [Id(2)]
    public bool Halted { get; set; }

    [Id(3)]
    public string HaltReason { get; set; } = "";

    /// <summary>No activation but the one that wrote this publishes a sequence up to it.</summary>
    [Id(4)]
    public long SequenceReserved { get; set; }
}
