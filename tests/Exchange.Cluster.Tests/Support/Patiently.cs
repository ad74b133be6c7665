namespace Exchange.Cluster.Tests.Support;

/// <summary>
/// Calls that may be repeated, because asked again they give the same answer. Their limit is short for production's
/// sake; a machine that is busy may take longer.
/// </summary>
internal static class Patiently
{
    public static async Task<T> Ask<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (TimeoutException)
            {
                // The limit of the test ends what hangs.
            }
        }
    }
}
