namespace Exchange.Grains;

/// <summary>The name of the grain storage that everything that is not money is kept in.</summary>
public static class GrainStorage
{
    public const string Name = "exchange";
}
