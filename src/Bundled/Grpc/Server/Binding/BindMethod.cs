using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Finds the static method that tells a binder the methods of a service.</summary>
internal static class BindMethod
{
    /// <summary>The method that the attribute of a base class names; null if none has one.</summary>
    public static MethodInfo? Find(Type service)
    {
        if (service.GetCustomAttribute<BindServiceMethodAttribute>() is not { } attribute)
            return null;
        // Its second parameter is the base class: found for any class below it.
        return attribute.BindType.GetMethod(
            attribute.BindMethodName,
            BindingFlags.Public | BindingFlags.Static,
            [typeof(ServiceBinderBase), service]);
    }
}
