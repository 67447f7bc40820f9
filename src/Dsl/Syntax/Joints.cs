using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>Parsers joined to larger ones, for the <c>from .. from .. select</c> and the choices of
/// the grammar. Sprache's own make a dozen objects a step, most of them to throw away; a file of
/// 10,000 rules has a million steps.</summary>
internal static class Joints
{
    /// <summary>What was read, made into something else.</summary>
    public static Parser<TResult> Select<T, TResult>(
        this Parser<T> parser, Func<T, TResult> make) => input =>
    {
        var read = parser(input);
        return read.WasSuccessful
            ? Reading.Done(make(read.Value), read.Remainder)
            : Reading.Failed<TResult>(read.HasStarted());
    };

    /// <summary>Either of two, chosen by how they start: one that has started well is held to
    /// it.</summary>
    public static Parser<T> XOr<T>(this Parser<T> first, Parser<T> second) => input =>
    {
        var read = first(input);
        if (read.WasSuccessful ? read.Remainder != input : read.HasStarted())
        {
            return read;
        }

        var other = second(input);
        return other.WasSuccessful || !read.WasSuccessful ? other : read;
    };

    /// <summary>Reads nothing and gives a value.</summary>
    public static Parser<T> Nothing<T>(T value) => input => Reading.Done(value, input);
}
