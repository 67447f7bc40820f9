using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests;

/// <summary>A failed policy test in a few lines.</summary>
internal static class FailureText
{
    public static string Of(TestReport report) =>
        report.Failure is not { } failure
            ? $"{report.Name}: passed"
            : $"""
            {failure.Place}: {report.Name}
              {failure.Part}: expected `{failure.Expected}`, got `{failure.Actual}`
              given {string.Join(", ", failure.Situation)}
              {string.Join("\n  ", failure.Explanation)}
            """;
}
