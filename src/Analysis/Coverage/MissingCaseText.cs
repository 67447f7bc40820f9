using System.Globalization;
using System.Text;
using DmaRules.Analysis.Regions;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Coverage;

/// <summary>A missing case as a test that passes today; whoever pastes it decides whether it
/// should.</summary>
public static class MissingCaseText
{
    /// <summary>The test, ready to paste.</summary>
    public static string Of(MissingCase missing)
    {
        var (rule, result) = (missing.Region.Rule.Name, missing.Result);
        var isOfWindow = missing.Region.Decision == PolicyDispatch.WindowGraph;
        var subject = isOfWindow ? "window" : DriverPlan.OpOf(missing.Action).Word();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test \"{subject} by {rule}, ");
        text.Append(CultureInfo.InvariantCulture, $"{missing.Region.Words}\" {{\n");
        var given = missing.Situation.Given
            .Select(g => FactAssignment.InFile(g.Key, g.Value))
            .ToList();
        if (given.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  given {string.Join(", ", given)}\n");
        }

        var outcome = isOfWindow
            ? OutcomeText.Of(result.Window!.Action, result.Granted)
            : OutcomeText.Of(result.Path!);
        text.Append(CultureInfo.InvariantCulture, $"  expect {subject} is {outcome} by {rule}");
        if (!isOfWindow)
        {
            text.Append(CultureInfo.InvariantCulture, $" and dma {result.Verdict}");
        }

        return text.Append("\n}\n").ToString();
    }
}
