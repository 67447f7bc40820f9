using System.Reflection;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Mechanics;

/// <summary>A release with one field of its profile changed; the name stays.</summary>
internal sealed record ProfileMutation(string Field, string Value, KernelProfile Profile)
{
    /// <summary>Every other value of every field, those of the nested record included.</summary>
    public static IEnumerable<ProfileMutation> Of(KernelProfile profile) =>
        from field in FieldsOf(profile)
        from value in OthersOf(field, field.GetValue(profile))
        select new ProfileMutation(
            NameOf(field, field.GetValue(profile), value),
            $"{value ?? "null"}",
            With(profile, field, value));

    private static IEnumerable<PropertyInfo> FieldsOf(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.Name != nameof(KernelProfile.Name)
                && p.Name != nameof(KernelProfile.Platform));

    private static IEnumerable<object?> OthersOf(PropertyInfo field, object? value) => value switch
    {
        bool isSet => [!isSet],
        Enum word => Enum.GetValues(field.PropertyType).Cast<object>().Where(o => !o.Equals(word)),
        BounceProfile bounce => NestedIn(bounce, b => b with { }).Append(null),
        WindowProfile windows => NestedIn(windows, w => w with { }),
        null when field.PropertyType == typeof(BounceProfile) =>
            KernelProfile.All.Select(k => k.Bounce).OfType<BounceProfile>().Distinct(),
        // A platform without windows; with them it would be another platform.
        null => [],
        _ => throw new NotSupportedException($"{field.Name}: how does {field.PropertyType} vary?"),
    };

    private static T With<T>(T copied, PropertyInfo field, object? value)
        where T : class
    {
        var copy = copied is KernelProfile profile ? (T)(object)(profile with { }) : copied;
        field.SetValue(copy, value);
        return copy;
    }

    private static IEnumerable<object?> NestedIn<T>(T record, Func<T, T> copy)
        where T : class =>
        from field in FieldsOf(record)
        from value in OthersOf(field, field.GetValue(record))
        select With(copy(record), field, value);

    private static string NameOf(PropertyInfo field, object? old, object? value) =>
        (old, value) is (BounceProfile or WindowProfile, not null)
            ? $"{field.Name}.{ChangedFieldOf(old!, value)}"
            : field.Name;

    private static string ChangedFieldOf(object left, object right) =>
        FieldsOf(left).First(f => !Equals(f.GetValue(left), f.GetValue(right))).Name;
}
