using System.CommandLine;
using System.Globalization;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>The options by which a command finds the node that it talks to.</summary>
internal sealed class NodeAddress
{
    private readonly Option<int?> _http = WholeOption.Create("--http", "PORT", "Port of a node on this machine [default: 8080]", 1, 65_535);
    private readonly Option<string?> _url = new("--url") { Description = "Address of the node, if it is elsewhere", HelpName = "URL" };

    public NodeAddress(Command command)
    {
        command.Options.Add(_http);
        command.Options.Add(_url);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_url) is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
                result.AddError($"--url is '{url}'; an absolute http or https address is allowed.");
        });
    }

    public Uri Read(ParseResult result) => new(
        (result.GetValue(_url) ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{result.GetValue(_http) ?? 8080}")).TrimEnd('/') + "/");
}
