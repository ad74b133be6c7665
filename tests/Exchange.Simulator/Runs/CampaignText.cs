using Exchange.Simulator.Faults;

namespace Exchange.Simulator.Runs;

/// <summary>What a campaign did, for people: how much, how fast, and what the faults did.</summary>
internal sealed class CampaignText(Campaign campaign)
{
    /// <summary>In so many runs every fault must have fired.</summary>
    public const int FaultsDueAfter = 200;

    private const int Columns = 3;

    public void Write(TextWriter output)
    {
        var seconds = Math.Max(campaign.Took.TotalSeconds, 1e-3);
        var days = campaign.Simulated.TotalDays;
        output.WriteLine(
            $"{campaign.Runs} seeds from {campaign.Options.From}: {campaign.Failures.Count} failed"
            + (campaign.Options.ChecksDeterminism ? "; each ran twice" : ""));
        output.WriteLine(
            $"{days:f1} simulated days in {seconds:f1} s: {days / seconds * 60:f0} a minute,"
            + $" {campaign.Steps} events, {campaign.Steps / seconds:f0} a second");
        output.WriteLine(
            $"{campaign.OrdersSent} orders, {campaign.OrdersFilled} filled, at least {campaign.OrdersMin} in a run;"
            + $" {campaign.Entries} ledger entries");
        WriteFaults(output);
        if (campaign.Failures.Count > 0)
        {
            output.WriteLine($"failed: {string.Join(' ', campaign.Failures.Select(result => result.Seed))}");
        }
    }

    private void WriteFaults(TextWriter output)
    {
        output.WriteLine("faults:");
        foreach (var row in Enum.GetValues<Fault>().Chunk(Columns))
        {
            output.WriteLine(string.Concat(row.Select(fault => $"  {fault,-22} {campaign.Faults[(int)fault],9}")));
        }

        if (campaign.Options.Count >= FaultsDueAfter && campaign.NeverFired.Count > 0)
        {
            output.WriteLine($"FAILED: never fired: {string.Join(", ", campaign.NeverFired)}");
        }
    }
}
