using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>Makes results of parsers, smaller than Sprache's, since a file of 10,000 rules needs a
/// million of them: what was expected where is kept by the <see cref="ParseContext"/>, so a failure
/// only says whether it had started well, and needs no object of its own.</summary>
internal static class Reading
{
    public static IResult<T> Done<T>(T value, IInput remainder) =>
        new Success<T>(value, remainder);

    /// <summary>One lexeme, and on to the next.</summary>
    public static IResult<T> Step<T>(T value, LexemeInput at) =>
        new Stepped<T>(value, at.Context, at.Index + 1);

    /// <summary>It does not start like this here; something else may.</summary>
    public static IResult<T> NotHere<T>() => Failure<T>.AtStart;

    /// <summary>It started well and did not go on so.</summary>
    public static IResult<T> Failed<T>(bool hasStarted) =>
        hasStarted ? Failure<T>.FurtherOn : Failure<T>.AtStart;

    /// <summary>Whether a failure is one of something that had started well.</summary>
    public static bool HasStarted<T>(this IResult<T> failure) =>
        ((Failure)failure).HasStarted;

    private sealed class Success<T>(T value, IInput remainder) : IResult<T>
    {
        public T Value => value;

        public bool WasSuccessful => true;

        public string Message => "";

        public IEnumerable<string> Expectations => [];

        public IInput Remainder => remainder;
    }

    // The position behind the lexeme is the result itself: one object instead of two for each
    // lexeme that is read.
    private sealed class Stepped<T>(T value, ParseContext context, int index)
        : LexemeInput(context, index), IResult<T>
    {
        public T Value => value;

        public bool WasSuccessful => true;

        public string Message => "";

        public IEnumerable<string> Expectations => [];

        public IInput Remainder => this;
    }

    private abstract class Failure(bool hasStarted)
    {
        public bool HasStarted => hasStarted;
    }

    private sealed class Failure<T>(bool hasStarted) : Failure(hasStarted), IResult<T>
    {
        public static readonly Failure<T> AtStart = new(hasStarted: false);

        public static readonly Failure<T> FurtherOn = new(hasStarted: true);

        public T Value => throw new InvalidOperationException("nothing was read");

        public bool WasSuccessful => false;

        public string Message => "";

        public IEnumerable<string> Expectations => [];

        public IInput Remainder => throw new InvalidOperationException("nothing was read");
    }
}
