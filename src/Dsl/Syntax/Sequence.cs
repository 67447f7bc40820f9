using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>Parsers one behind the other, and what is made of all they read and of the place where
/// it stands. <c>from .. from .. select</c> could say the same, but makes three objects more for
/// every part, and a file of 10,000 rules has a hundred thousand of them.</summary>
internal static class Sequence
{
    public static Parser<T> Of<T1, T>(
        Parser<T1> only, Func<T1, SourcePlace, T> make) => input =>
    {
        var at = new Progress(input);
        return at.Read(only, out var a)
            ? at.Done(make(a, at.Place))
            : at.Failed<T>();
    };

    public static Parser<T> Of<T1, T2, T>(
        Parser<T1> first, Parser<T2> second, Func<T1, T2, SourcePlace, T> make) => input =>
    {
        var at = new Progress(input);
        return at.Read(first, out var a) && at.Read(second, out var b)
            ? at.Done(make(a, b, at.Place))
            : at.Failed<T>();
    };

    public static Parser<T> Of<T1, T2, T3, T>(
        Parser<T1> first,
        Parser<T2> second,
        Parser<T3> third,
        Func<T1, T2, T3, SourcePlace, T> make) => input =>
    {
        var at = new Progress(input);
        return at.Read(first, out var a) && at.Read(second, out var b) && at.Read(third, out var c)
            ? at.Done(make(a, b, c, at.Place))
            : at.Failed<T>();
    };

    public static Parser<T> Of<T1, T2, T3, T4, T>(
        Parser<T1> first,
        Parser<T2> second,
        Parser<T3> third,
        Parser<T4> fourth,
        Func<T1, T2, T3, T4, SourcePlace, T> make) => input =>
    {
        var at = new Progress(input);
        return at.Read(first, out var a) && at.Read(second, out var b)
            && at.Read(third, out var c) && at.Read(fourth, out var d)
            ? at.Done(make(a, b, c, d, at.Place))
            : at.Failed<T>();
    };

    /// <summary>The second of two; the first only has to be there.</summary>
    public static Parser<T> Then<TSkipped, T>(
        this Parser<TSkipped> first, Parser<T> second) => input =>
    {
        var at = new Progress(input);
        return at.Read(first, out _) ? at.Last(second) : at.Failed<T>();
    };

    /// <summary>The first of two; the second only has to be there.</summary>
    public static Parser<T> Before<T, TSkipped>(
        this Parser<T> first, Parser<TSkipped> second) => input =>
    {
        var at = new Progress(input);
        return at.Read(first, out var value) && at.Read(second, out _)
            ? at.Done(value)
            : at.Failed<T>();
    };

    /// <summary>How far a sequence got.</summary>
    private struct Progress
    {
        private readonly LexemeInput _start;
        private bool _hasStarted;

        public Progress(IInput start) => Rest = _start = (LexemeInput)start;

        public IInput Rest { get; private set; }

        public readonly SourcePlace Place =>
            _start.Context.Between(_start.Index, ((LexemeInput)Rest).Index);

        public bool Read<T>(Parser<T> parser, out T value)
        {
            var read = parser(Rest);
            if (!read.WasSuccessful)
            {
                _hasStarted = Rest != _start || read.HasStarted();
                value = default!;
                return false;
            }

            (value, Rest) = (read.Value, read.Remainder);
            return true;
        }

        /// <summary>The last part, whose result is the whole one's.</summary>
        public readonly IResult<T> Last<T>(Parser<T> parser)
        {
            var read = parser(Rest);
            return read.WasSuccessful || Rest == _start
                ? read
                : Reading.Failed<T>(hasStarted: true);
        }

        public readonly IResult<T> Done<T>(T value) => Reading.Done(value, Rest);

        public readonly IResult<T> Failed<T>() => Reading.Failed<T>(_hasStarted);
    }
}
