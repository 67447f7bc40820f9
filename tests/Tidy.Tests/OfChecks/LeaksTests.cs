using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class LeaksTests
{
    [Theory]
    [InlineData("https://www.nu" + "get.org/packages")]
    [InlineData("registry.NPM" + "JS.com")]
    [InlineData("  \"resolved\"" + ": \"https://somewhere\"")]
    public void ComplainsAboutRegistries(string line) =>
        Leaks.Registries(new SourceFile("a", line)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("see /ho" + "me/ann/notes")]
    [InlineData("\"/ro" + "ot/.config\"")]
    [InlineData("(/wor" + "kspace/policy.rules)")]
    [InlineData("C:" + "\\Users\\ann")]
    [InlineData("cd /srv/checkout && make")]
    public void ComplainsAboutPathsOfOneMachine(string line) =>
        Leaks.MachinePaths(new SourceFile("a", line), "/srv/checkout").ShouldHaveSingleItem();

    [Theory]
    [InlineData("src/build/output")]
    [InlineData("https://example.org/home/paper")]
    [InlineData("/proc/iomem and /usr/share")]
    [InlineData("either home/root/work")]
    public void AcceptsPathsThatAreTheSameEverywhere(string line) =>
        Leaks.MachinePaths(new SourceFile("a", line), "/srv/checkout").ShouldBeEmpty();
}
