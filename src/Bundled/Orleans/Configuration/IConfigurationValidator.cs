namespace Orleans;

/// <summary>Checks the configuration when the silo starts.</summary>
public interface IConfigurationValidator
{
    /// <summary>Checks.</summary>
    /// <exception cref="Runtime.OrleansConfigurationException">Something is wrong.</exception>
    void ValidateConfiguration();
}
