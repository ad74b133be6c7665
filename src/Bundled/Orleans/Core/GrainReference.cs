namespace Orleans.Runtime;

/// <summary>A handle by which a grain is called; two references to one grain are equal.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference(GrainId grainId, GrainInterfaceType interfaceType)
    {
        GrainId = grainId;
        InterfaceType = interfaceType;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface by which it is called.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The name of that interface.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    /// <summary>The same grain by another interface.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable => this.AsReference<TGrainInterface>();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    /// <summary>Equality.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1?.Equals(reference2) ?? reference2 is null;

    /// <summary>Inequality.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) =>
        !(reference1 == reference2);
}
