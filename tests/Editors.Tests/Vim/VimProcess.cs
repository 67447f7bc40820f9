using System.Text.Json;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.Vim;

/// <summary>Vim without a terminal, with our folder and nothing of the user's.</summary>
internal static class VimProcess
{
    public static bool Exists { get; } =
        Tool.Exists("vim") && Tool.Run("vim", "--version").Output.Contains(
            "+syntax", StringComparison.Ordinal);

    /// <summary>Runs a script; it gets <paramref name="asked"/> as JSON in <c>g:asked</c> and
    /// writes its answer as JSON into the file <c>g:answered</c>.</summary>
    public static JsonElement Ask(string script, object asked)
    {
        var folder = Directory.CreateTempSubdirectory("dmarules-vim").FullName;
        try
        {
            var (question, answer) =
                (Path.Combine(folder, "asked.json"), Path.Combine(folder, "answered.json"));
            File.WriteAllText(question, JsonSerializer.Serialize(asked));
            var run = Tool.Run(
                "vim", "-es", "-N", "-u", "NONE", "-i", "NONE", "-n",
                "--cmd", $"set encoding=utf-8 rtp^={RepositoryRoot.At("editors", "vim")}",
                "--cmd", $"let g:asked = '{question}' | let g:answered = '{answer}'",
                "-c", "filetype plugin on | syntax on",
                "-S", RepositoryRoot.At("tests", "Editors.Tests", "Vim", script));
            File.Exists(answer).ShouldBeTrue($"vim said: {run.Output}{run.Errors}");
            return JsonDocument.Parse(File.ReadAllText(answer)).RootElement;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
