using Exchange.Domain.Ledger;

namespace Exchange.Ledger;

/// <summary>One commit: an entry and, if it changes a token, the state it produces.</summary>
public sealed record Commit(Entry Entry, TokenWrite? Token = null);
