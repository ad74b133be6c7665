namespace Exchange.Domain.Tokens;

/// <summary>Where a token is in its life.</summary>
public enum TokenStatus
{
    /// <summary>Orders are taken.</summary>
    Active,

    /// <summary>No orders; the net asset value is still computed.</summary>
    Halted,

    /// <summary>Over, and never comes back.</summary>
    Terminated,
}
