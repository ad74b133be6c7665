namespace Orleans.Runtime
{
    /// <summary>A fault of the runtime.</summary>
    public class OrleansException : Exception
    {
        /// <summary>Without a message of its own.</summary>
        public OrleansException()
            : base("Unexpected error.")
        {
        }

        /// <summary>With a message.</summary>
        public OrleansException(string message)
            : base(message)
        {
        }

        /// <summary>With a message and its cause.</summary>
        public OrleansException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>A message did not reach the grain.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message)
            : base(message)
        {
        }

        internal OrleansMessageRejectionException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The silo that should have answered is gone.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        /// <summary>Without a message of its own.</summary>
        public SiloUnavailableException()
            : base("Silo unavailable")
        {
        }

        /// <summary>With a message.</summary>
        public SiloUnavailableException(string msg)
            : base(msg)
        {
        }

        /// <summary>With a message and its cause.</summary>
        public SiloUnavailableException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The silo is configured wrongly.</summary>
    public sealed class OrleansConfigurationException : Exception
    {
        /// <summary>With a message.</summary>
        public OrleansConfigurationException(string message)
            : base(message)
        {
        }

        /// <summary>With a message and its cause.</summary>
        public OrleansConfigurationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Storage
{
    using Orleans.Runtime;

    /// <summary>A storage provider is missing or configured wrongly.</summary>
    public sealed class BadProviderConfigException : OrleansException
    {
        /// <summary>Without a message of its own.</summary>
        public BadProviderConfigException()
        {
        }

        /// <summary>With a message.</summary>
        public BadProviderConfigException(string msg)
            : base(msg)
        {
        }

        /// <summary>With a message and its cause.</summary>
        public BadProviderConfigException(string msg, Exception exc)
            : base(msg, exc)
        {
        }
    }
}
