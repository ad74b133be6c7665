using System.Globalization;
using Orleans.Runtime;

namespace Orleans
{
    /// <summary>How long an idle activation of this class stays.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public class CollectionAgeLimitAttribute : Attribute
    {
        /// <summary>The shortest limit.</summary>
        public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

        private readonly TimeSpan? _limit;

        /// <summary>The limit is the sum of the named arguments.</summary>
        public CollectionAgeLimitAttribute()
        {
        }

        /// <summary>The limit as text in the invariant format.</summary>
        public CollectionAgeLimitAttribute(string inactivityPeriod) =>
            _limit = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

        /// <summary>Days of the limit.</summary>
        public double Days { get; set; }

        /// <summary>Hours of the limit.</summary>
        public double Hours { get; set; }

        /// <summary>Minutes of the limit.</summary>
        public double Minutes { get; set; }

        /// <summary>The activation is never collected.</summary>
        public bool AlwaysActive { get; set; }

        /// <summary>The limit.</summary>
        public TimeSpan AgeLimit
        {
            get
            {
                if (AlwaysActive) return Timeout.InfiniteTimeSpan;
                var limit = _limit
                    ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
                return limit < MinAgeLimit ? MinAgeLimit : limit;
            }
        }
    }

    /// <summary>An activation of this class is never collected for being idle.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public class KeepAliveAttribute : Attribute;

    /// <summary>The name of the grain type, instead of the one made from the name of the class.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        private readonly GrainType _grainType = GrainType.Create(grainType);

        /// <summary>The grain type.</summary>
        public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
    }
}

namespace Orleans.CodeGeneration
{
    /// <summary>The version of a grain interface; one process has only one.</summary>
    /// <param name="version">Rises with every change.</param>
    [AttributeUsage(AttributeTargets.Interface)]
    public sealed class VersionAttribute(ushort version) : Attribute
    {
        /// <summary>The version.</summary>
        public ushort Version { get; } = version;
    }
}

namespace Orleans.Metadata
{
    /// <summary>Which class answers for an interface that several implement.</summary>
    /// <param name="grainType">The name of its grain type.</param>
    [AttributeUsage(AttributeTargets.Interface, AllowMultiple = false)]
    public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
    {
        internal string GrainType { get; } = grainType;
    }
}
