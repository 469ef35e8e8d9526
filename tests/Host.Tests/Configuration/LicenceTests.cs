using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActorInput.Host.Tests.Configuration;

/// <summary>The licence, and the names of fetched files that are not ours.</summary>
public sealed partial class LicenceTests
{
    [Fact]
    public void Licence_IsApache2_InTheFileInThePackagesAndInTheReadme()
    {
        var text = Read("LICENSE");
        Assert.Contains("Apache License", text, StringComparison.Ordinal);
        Assert.Contains("Version 2.0, January 2004", text, StringComparison.Ordinal);
        Assert.Contains("END OF TERMS AND CONDITIONS", text, StringComparison.Ordinal);
        var properties = XDocument.Parse(Read("Directory.Build.props")).Descendants("PackageLicenseExpression");
        Assert.Equal("Apache-2.0", Assert.Single(properties).Value);
        Assert.Contains("[LICENSE](LICENSE)", Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_NamesEveryPackageThatIsFetchedAtRunTime()
    {
        var packages = Packages().Match(Read("eng/get-core.sh")).Groups["names"].Value.Split(' ');
        Assert.Contains("libretro-mgba", packages);
        var notice = Read("NOTICE");
        Assert.All(packages, package => Assert.Contains(package, notice, StringComparison.Ordinal));
        Assert.Contains("Mozilla Public License 2.0", notice, StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex("^packages=\"(?<names>[^\"]+)\"$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Packages();
}
