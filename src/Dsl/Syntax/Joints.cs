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
            : Reading.Failed<TResult>(read.Remainder);
    };

    /// <summary>One and then the other. What follows never depends on what was read before it, so
    /// it is made once, when it is first needed.</summary>
    public static Parser<TResult> SelectMany<T, TNext, TResult>(
        this Parser<T> parser, Func<T, Parser<TNext>> next, Func<T, TNext, TResult> make)
    {
        Parser<TNext>? follower = null;
        return input =>
        {
            var read = parser(input);
            if (!read.WasSuccessful)
            {
                return Reading.Failed<TResult>(read.Remainder);
            }

            follower ??= next(read.Value);
            var second = follower(read.Remainder);
            return second.WasSuccessful
                ? Reading.Done(make(read.Value, second.Value), second.Remainder)
                : Reading.Failed<TResult>(second.Remainder);
        };
    }

    /// <summary>Either of two, chosen by how they start: one that has started well is held to
    /// it.</summary>
    public static Parser<T> XOr<T>(this Parser<T> first, Parser<T> second) => input =>
    {
        var read = first(input);
        if (!read.Remainder.Equals(input))
        {
            return read;
        }

        var other = second(input);
        return other.WasSuccessful || !read.WasSuccessful ? other : read;
    };

    /// <summary>Reads nothing and gives a value.</summary>
    public static Parser<T> Nothing<T>(T value) => input => Reading.Done(value, input);
}
