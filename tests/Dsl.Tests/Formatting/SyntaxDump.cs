using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Formatting;

/// <summary>All that a tree says, without places and without brackets that mean nothing. It knows
/// nothing of how trees are printed.</summary>
internal static class SyntaxDump
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = [];

    public static string Of(PolicySyntax file)
    {
        var text = new StringBuilder();
        Write(text, file.Declarations);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? part)
    {
        switch (part)
        {
            case null:
                text.Append('-');
                break;
            case string or bool or ulong or Enum:
                text.Append(CultureInfo.InvariantCulture, $"'{part}'");
                break;
            case IEnumerable parts:
                text.Append('[');
                foreach (var one in parts)
                {
                    Write(text, one);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                WriteRecord(text, part);
                break;
        }
    }

    private static void WriteRecord(StringBuilder text, object part)
    {
        text.Append(part.GetType().Name).Append('(');
        foreach (var property in Known.GetOrAdd(part.GetType(), PropertiesOf))
        {
            Write(text, property.GetValue(part));
            text.Append(' ');
        }

        text.Append(")\n");
    }

    private static PropertyInfo[] PropertiesOf(Type type) =>
    [
        .. type.GetProperties().Where(p =>
            p.PropertyType != typeof(SourcePlace)
            && p.Name != nameof(ExpressionSyntax.Chain.IsBracketed)),
    ];
}
