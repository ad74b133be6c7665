using Exchange.Ledger.Writing;

namespace Exchange.Ledger.Postgres;

/// <summary>The rows that a batch may change, in the one order in which every writer takes them.</summary>
internal sealed class Touched
{
    private const string WalletPrefix = "wallet/";
    private const string TokenPrefix = "token/";

    private Touched(HashSet<string> tokens, HashSet<string> wallets)
    {
        Tokens = Sort(tokens);
        Wallets = Sort(wallets);
    }

    /// <summary>Symbols, in ordinal order.</summary>
    public string[] Tokens { get; }

    /// <summary>Wallet ids, in ordinal order.</summary>
    public string[] Wallets { get; }

    public static Touched By(IReadOnlyList<PendingCommit> batch)
    {
        var tokens = new HashSet<string>();
        var wallets = new HashSet<string>(batch.Count);
        for (var index = 0; index < batch.Count; index++)
        {
            var (entry, token) = (batch[index].Commit.Entry, batch[index].Commit.Token);
            if (token is not null)
            {
                tokens.Add(token.Symbol);
            }

            for (var at = 0; at < entry.Postings.Count; at++)
            {
                // An entry touches no wallet but its own; that was asserted before it came here.
                var account = entry.Postings[at].Account;
                if (IsWallet(account))
                {
                    wallets.Add(entry.WalletId!);
                }
                else if (IsToken(account) && !(token is not null && IsNamed(account, token.Symbol)))
                {
                    tokens.Add(SymbolOf(account));
                }
            }
        }

        return new Touched(tokens, wallets);
    }

    public static bool IsWallet(string account) => account.StartsWith(WalletPrefix, StringComparison.Ordinal);

    public static bool IsToken(string account) => account.StartsWith(TokenPrefix, StringComparison.Ordinal);

    public static string SymbolOf(string account) => account[TokenPrefix.Length..];

    /// <summary>The wallet of an account and what follows it: nothing, or <c>/held</c>.</summary>
    public static (string WalletId, string Place) WalletOf(string account)
    {
        var end = account.IndexOf('/', WalletPrefix.Length);
        return end < 0 ? (account[WalletPrefix.Length..], "") : (account[WalletPrefix.Length..end], account[end..]);
    }

    private static bool IsNamed(string account, string symbol) =>
        account.AsSpan(TokenPrefix.Length).SequenceEqual(symbol);

    private static string[] Sort(HashSet<string> names)
    {
        var sorted = names.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
