using System.Reflection;
using Orleans.CodeGeneration;

namespace Exchange.Cluster.Tests.Messages;

/// <summary>Names and numbers that silos of two versions know each other's messages by.</summary>
public sealed class NamesTests
{
    [Fact]
    public void There_are_messages_and_interfaces_to_look_at()
    {
        Assert.True(ContractTypes.Interfaces.Count >= 6, $"{ContractTypes.Interfaces.Count} interfaces");
        Assert.True(ContractTypes.Messages.Count >= 30, $"{ContractTypes.Messages.Count} messages");
    }

    [Fact]
    public void Every_interface_has_a_name_of_its_own_and_every_grain_s_a_version()
    {
        var names = ContractTypes.Interfaces.Select(Name).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        var grains = ContractTypes.Interfaces.Where(type => typeof(IGrain).IsAssignableFrom(type));
        Assert.All(grains, type => Assert.True(
            type.GetCustomAttribute<VersionAttribute>() is not null, $"{type} has no version"));
    }

    [Fact]
    public void Every_method_has_a_name_of_its_own_in_its_interface()
    {
        foreach (var type in ContractTypes.Interfaces)
        {
            var names = ContractTypes.Methods(type).Select(Name).ToArray();
            Assert.Equal(names.Length, names.Distinct().Count());
        }
    }

    [Fact]
    public void Every_message_has_a_name_of_its_own_and_numbers_from_0_without_a_gap()
    {
        var names = ContractTypes.Serialized.Select(Name).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        foreach (var type in ContractTypes.Serialized)
        {
            var numbers = type.GetProperties()
                .Select(property => property.GetCustomAttribute<IdAttribute>()?.Id)
                .OfType<uint>().Order().ToArray();
            Assert.Equal(Enumerable.Range(0, numbers.Length).Select(number => (uint)number), numbers);
            Assert.NotEmpty(numbers);
        }
    }

    private static string Name(MemberInfo member)
    {
        var alias = member.GetCustomAttribute<AliasAttribute>()?.Alias;
        Assert.True(alias is not null, $"{member} of {member.DeclaringType} has no name for the wire");
        return alias!;
    }
}
