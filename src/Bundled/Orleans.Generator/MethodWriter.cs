using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.Bundled.Generator;

/// <summary>Writes one method of a reference and the class of its calls.</summary>
internal sealed class MethodWriter
{
    private const string Concurrency = "Orleans.Concurrency.";
    private readonly IMethodSymbol _method;
    private readonly string _call;
    private readonly string _interface;
    private readonly Kind _kind;
    private readonly bool _isOneWay;

    public MethodWriter(IMethodSymbol method, int number)
    {
        _method = method;
        _call = "Call_" + number.ToString(CultureInfo.InvariantCulture) + "_" + method.Name;
        _interface = Names.Of(method.ContainingType);
        _kind = KindOf(method);
        _isOneWay = _kind == Kind.Void || Has("OneWayAttribute");
    }

    private enum Kind
    {
        Unsupported,
        Void,
        Task,
        TaskOf,
        ValueTask,
        ValueTaskOf,
    }

    /// <summary>What is wrong with the method; null if nothing is.</summary>
    public string? Complaint()
    {
        if (_method.IsGenericMethod) return "a generic method is not supported by the bundled stack";
        if (_method.Parameters.Any(p => p.RefKind != RefKind.None)) return "a parameter by reference is not supported";
        return _kind == Kind.Unsupported
            ? "a grain method returns void, Task, Task<T>, ValueTask or ValueTask<T>"
            : null;
    }

    public void Write(StringBuilder text)
    {
        WriteMethod(text);
        WriteCall(text);
    }

    private static Kind KindOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid) return Kind.Void;
        return method.ReturnType.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => Kind.Task,
            "System.Threading.Tasks.Task<TResult>" => Kind.TaskOf,
            "System.Threading.Tasks.ValueTask" => Kind.ValueTask,
            "System.Threading.Tasks.ValueTask<TResult>" => Kind.ValueTaskOf,
            _ => Kind.Unsupported,
        };
    }

    private static string Argument(IParameterSymbol parameter)
    {
        var callable = parameter.Type.TypeKind == TypeKind.Interface
            && Names.Implements(parameter.Type, "Orleans.Runtime.IAddressable");
        return callable ? $"Callable(@{parameter.Name}, \"{parameter.Name}\")" : "@" + parameter.Name;
    }

    private bool Has(string attribute) =>
        _method.GetAttributes().Any(a => Names.Is(a.AttributeClass, Concurrency + attribute));

    private string ResultType() => Names.Of(((INamedTypeSymbol)_method.ReturnType).TypeArguments[0]);

    private void WriteMethod(StringBuilder text)
    {
        var parameters = string.Join(", ", _method.Parameters.Select(p => $"{Names.Of(p.Type)} @{p.Name}"));
        var made = $"new {_call}({string.Join(", ", _method.Parameters.Select(Argument))})";
        var returned = _method.ReturnsVoid ? "void" : Names.Of(_method.ReturnType);
        text.AppendLine($"    {returned} {_interface}.{_method.Name}({parameters})");
        text.AppendLine("    {");
        if (_isOneWay)
        {
            text.AppendLine($"        Post({made});");
            if (_kind == Kind.Task)
                text.AppendLine("        return global::System.Threading.Tasks.Task.CompletedTask;");
            else if (_kind == Kind.TaskOf) text.AppendLine(CompletedOf());
            else if (_kind != Kind.Void) text.AppendLine("        return default;");
        }
        else
        {
            text.AppendLine(_kind is Kind.ValueTask or Kind.ValueTaskOf
                ? $"        return new {returned}(Send({made}));"
                : $"        return Send({made});");
        }

        text.AppendLine("    }").AppendLine();
    }

    private string CompletedOf() =>
        $"        return global::System.Threading.Tasks.Task.FromResult<{ResultType()}>(default!);";

    private void WriteCall(StringBuilder text)
    {
        const string Calls = "global::Orleans.Bundled.Calls.";
        var (kind, head) = _kind switch
        {
            Kind.Void => ("VoidCall", "void InvokeVoid"),
            Kind.Task => ("TaskCall", $"{Names.Of(_method.ReturnType)} Invoke"),
            Kind.TaskOf => ($"TaskCall<{ResultType()}>", $"{Names.Of(_method.ReturnType)} Invoke"),
            Kind.ValueTask => ("ValueTaskCall", $"{Names.Of(_method.ReturnType)} InvokeValue"),
            _ => ($"ValueTaskCall<{ResultType()}>", $"{Names.Of(_method.ReturnType)} Invoke"),
        };
        var types = string.Concat(_method.Parameters.Select(p => $", typeof({Names.ForTypeOf(p.Type)})"));
        var container = Names.ForTypeOf(_method.ContainingType);
        var count = _method.Parameters.Length;
        text.AppendLine($"    private sealed class {_call} : {Calls}{kind}");
        text.AppendLine("    {");
        text.AppendLine($"        private static readonly {Calls}CallMethod Description = new(");
        text.AppendLine(
            $"            typeof({container}), \"{_method.Name}\", {Options()}, {TimeoutTicks()}L{types});");
        foreach (var parameter in _method.Parameters)
        {
            text.AppendLine($"        private {Names.Of(parameter.Type)} _{parameter.Ordinal};");
        }

        var parameters = string.Join(", ", _method.Parameters.Select(p => $"{Names.Of(p.Type)} a{p.Ordinal}"));
        var stores = string.Concat(_method.Parameters.Select(p => $" _{p.Ordinal} = a{p.Ordinal};"));
        var passed = string.Join(", ", _method.Parameters.Select(p => $"_{p.Ordinal}"));
        text.AppendLine($"        public {_call}({parameters}) : base(Description) {{{stores} }}");
        text.AppendLine($"        protected override {head}(object target) =>");
        text.AppendLine($"            (({_interface})target).{_method.Name}({passed});");
        if (count > 0) WriteArguments(text);
        WriteToken(text);
        text.AppendLine("    }").AppendLine();
    }

    private void WriteArguments(StringBuilder text)
    {
        text.AppendLine($"        public override int GetArgumentCount() => {_method.Parameters.Length};");
        var gets = string.Concat(_method.Parameters.Select(p => $"{p.Ordinal} => _{p.Ordinal}, "));
        text.AppendLine("        public override object? GetArgument(int index) =>");
        text.AppendLine($"            index switch {{ {gets}_ => base.GetArgument(index) }};");
        text.AppendLine("        public override void SetArgument(int index, object value)");
        text.AppendLine("        {");
        text.AppendLine("            switch (index)");
        text.AppendLine("            {");
        foreach (var p in _method.Parameters)
        {
            text.AppendLine($"                case {p.Ordinal}: _{p.Ordinal} = ({Names.Of(p.Type)})value; break;");
        }

        text.AppendLine("                default: base.SetArgument(index, value); break;");
        text.AppendLine("            }");
        text.AppendLine("        }");
    }

    private void WriteToken(StringBuilder text)
    {
        const string Token = "System.Threading.CancellationToken";
        var token = _method.Parameters.FirstOrDefault(p => Names.Is(p.Type, Token));
        if (token is null) return;
        text.AppendLine("        public override bool IsCancellable => true;");
        text.AppendLine($"        public override global::{Token} GetCancellationToken() => _{token.Ordinal};");
        text.AppendLine(
            $"        public override void ReplaceToken(global::{Token} token) => _{token.Ordinal} = token;");
    }

    private string Options()
    {
        const string Prefix = "global::Orleans.Bundled.Calls.CallOptions.";
        var options = Prefix + "None";
        if (_isOneWay) options += " | " + Prefix + "OneWay";
        if (Has("ReadOnlyAttribute")) options += " | " + Prefix + "ReadOnly";
        if (Has("AlwaysInterleaveAttribute")) options += " | " + Prefix + "AlwaysInterleave";
        return options;
    }

    private string TimeoutTicks()
    {
        var attribute = _method.GetAttributes()
            .FirstOrDefault(a => Names.Is(a.AttributeClass, "Orleans.ResponseTimeoutAttribute"));
        var given = attribute?.ConstructorArguments.FirstOrDefault().Value as string;
        var ticks = TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out var timeout) ? timeout.Ticks : 0;
        return ticks.ToString(CultureInfo.InvariantCulture);
    }
}
