namespace DmaRules.Editors.Tests.Vim;

/// <summary>A fact that needs Vim with its script language and colours: skipped by name where there
/// is none, never silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInVimAttribute : FactAttribute
{
    public FactInVimAttribute()
    {
        if (!VimProcess.Exists)
        {
            Skip = "there is no vim with +syntax";
        }
    }
}
