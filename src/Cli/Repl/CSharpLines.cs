using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace DmaRules.Cli.Repl;

/// <summary>Lines of C# about the session. Variables live on from line to line; nothing that such a
/// line throws ends the session. Each line is an assembly that is never unloaded: fine for lines
/// that people type.</summary>
internal sealed class CSharpLines(Desk desk)
{
    // Code that is nested much deeper overruns the compiler's stack, and nothing catches that.
    private const int LongestCode = 4000;
    private const int StackBytes = 64 << 20;
    private readonly ScriptGlobals _globals = new(desk);
    private ScriptState<object>? _state;

    public Answer Run(string code)
    {
        if (code.Length > LongestCode)
        {
            return Answer.Refused("a line of C# has at most 4000 characters");
        }

        var answer = Answer.Empty;
        var thread = new Thread(() => answer = RunHere(code.Trim()), StackBytes);
        thread.Start();
        thread.Join();
        return answer;
    }

    private Answer RunHere(string code)
    {
        var before = desk.Bench.Recorder.Events.Count;
        try
        {
            _state = Continue(code).GetAwaiter().GetResult();
        }
        catch (CompilationErrorException failure)
        {
            return Complaint(code, failure.Diagnostics);
        }

        var happened = desk.Bench.EventsSince(before);
        if (_state.Exception is { } thrown)
        {
            return Answer.Of([.. happened, ValueDisplay.Of(thrown)]);
        }

        desk.Last = _state.ReturnValue;
        var isStatement = _state.ReturnValue is null && code.EndsWith(';');
        return Answer.Of(
            [.. happened, .. isStatement ? [] : ValueDisplay.Lines(_state.ReturnValue)]);
    }

    private Task<ScriptState<object>> Continue(string code) => _state is null
        ? CSharpScript.Create<object>(code, ScriptSetting.Options, typeof(ScriptGlobals))
            .RunAsync(_globals, catchException: _ => true)
        : _state.ContinueWithAsync<object>(code, ScriptSetting.Options, catchException: _ => true);

    private static Answer Complaint(string code, ImmutableArray<Diagnostic> diagnostics)
    {
        var error = diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        var span = error.Location.SourceSpan;
        var start = Math.Clamp(span.Start, 0, code.Length);
        var length = Math.Clamp(span.Length, 1, Math.Max(1, code.Length - start));
        return new Answer(
            [
                $"error: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}",
                .. SpanText.Lines(code, start, length),
            ],
            IsError: true);
    }
}
