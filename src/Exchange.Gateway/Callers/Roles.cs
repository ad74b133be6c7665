namespace Exchange.Gateway.Callers;

/// <summary>What a caller may be. As flags, so that a rule can name several.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Trader = 1,
    Operator = 2,
    Feed = 4,
    Auditor = 8,

    Everyone = Trader | Operator | Feed | Auditor,
}
