using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>Makes results of parsers, smaller than Sprache's, since a file of 10,000 rules needs a
/// million of them: what was expected where is kept by the <see cref="ParseContext"/>, so a failure
/// only says how far it got.</summary>
internal static class Reading
{
    public static IResult<T> Done<T>(T value, IInput remainder) =>
        new Success<T>(value, remainder);

    public static IResult<T> Failed<T>(IInput remainder) => new Failure<T>(remainder);

    private sealed class Success<T>(T value, IInput remainder) : IResult<T>
    {
        public T Value => value;

        public bool WasSuccessful => true;

        public string Message => "";

        public IEnumerable<string> Expectations => [];

        public IInput Remainder => remainder;
    }

    private sealed class Failure<T>(IInput remainder) : IResult<T>
    {
        public T Value => throw new InvalidOperationException("nothing was read");

        public bool WasSuccessful => false;

        public string Message => "";

        public IEnumerable<string> Expectations => [];

        public IInput Remainder => remainder;
    }
}
