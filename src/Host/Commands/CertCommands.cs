using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ActorInput.Actors.Wire;
using ActorInput.Host.Certificates;
using ActorInput.Host.Common;

namespace ActorInput.Host.Commands;

/// <summary>The commands <c>cert authority</c> and <c>cert node</c>: certificates for a first cluster.</summary>
internal static class CertCommands
{
    private const int AuthorityDays = 3_650;
    private const int NodeDays = 365;

    // The files' path on a node, as in docs/deployment.md. Their path on this machine does not matter there.
    private const string NodeFolder = "/etc/actorinput/tls";

    public static Command Create()
    {
        var cert = new HostCommand(
            "cert",
            "Make certificates by which the nodes of a cluster know each other: one small authority, one certificate for each node",
            "cert authority --out certs/authority",
            "cert node --authority certs/authority --out certs/node-1 --host node-1.example --host 10.0.0.1");
        cert.Subcommands.Add(CreateAuthority());
        cert.Subcommands.Add(CreateNode());
        return cert;
    }

    private static HostCommand CreateAuthority()
    {
        var command = new HostCommand(
            "authority",
            "Make an authority: authority.pem, which every node gets, and authority.key, which stays off the nodes",
            "cert authority --out certs/authority",
            "cert authority --out certs/authority --name lab --days 1825");
        var folder = Out();
        var name = new Option<string>("--name") { Description = "Its name, 1 to 64 characters [default: actorinput and a random number, so that two can be told apart]", HelpName = "NAME" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && token.Value.Trim().Length is 0 or > 64)
                result.AddError($"--name is '{result.Tokens[0].Value}'; 1 to 64 characters are allowed.");
        });
        var days = Days(AuthorityDays, "; when it ends, so do all certificates of its nodes");
        var force = Force("; all nodes then need new certificates");
        AddAll(command, folder, name, days, force);
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(folder);
            using var authority = CertificateIssuer.CreateAuthority(path, result.GetValue(name) ?? $"actorinput {RandomNumberGenerator.GetHexString(6, lowercase: true)}", result.GetValue(days) ?? AuthorityDays, result.GetValue(force));
            ShowAuthority(path, authority, result.InvocationConfiguration.Output);
        });
        return command;
    }

    private static HostCommand CreateNode()
    {
        var command = new HostCommand(
            "node",
            "Make what one node needs: its certificate (node.pem), its key (node.key) and the authority's certificate (authority.pem)",
            "cert node --authority certs/authority --out certs/node-1 --host node-1.example --host 10.0.0.1",
            "cert node --authority certs/authority --out certs/node-1 --host node-1.example --days 90 --force");
        var authority = new Option<string>("--authority") { Description = "Folder of the authority, with its key", HelpName = "DIR", Required = true };
        var folder = Out();
        var hosts = new Option<string[]>("--host")
        {
            Description = "Name or IP address by which other nodes call it, the ClusterHost of its configuration; may be given several times",
            HelpName = "NAME-OR-IP",
            Required = true,
        };
        hosts.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !IsCallable(token.Value)))
                result.AddError($"--host is '{token.Value}'; a host name or an IP address by which the node is called is allowed, without a port.");
            if (result.Tokens.Count > CertificateAuthority.MaxNames)
                result.AddError($"--host was given {result.Tokens.Count} times; 1 to {CertificateAuthority.MaxNames} times are allowed.");
        });
        var days = Days(NodeDays, ", but never longer than its authority");
        var force = Force("");
        AddAll(command, authority, folder, hosts, days, force);
        command.SetAction(result =>
        {
            var path = result.GetRequiredValue(folder);
            var names = result.GetRequiredValue(hosts);
            using var node = CertificateIssuer.IssueNode(
                result.GetRequiredValue(authority), path, names, result.GetValue(days) ?? NodeDays, result.GetValue(force));
            ShowNode(path, names, node, result.InvocationConfiguration.Output);
        });
        return command;
    }

    private static Option<string> Out()
    {
        var folder = new Option<string>("--out") { Description = "Folder for the files; made when it is not there", HelpName = "DIR", Required = true };
        folder.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
                result.AddError($"--out is '{token.Value}'; the name of a folder is allowed.");
        });
        return folder;
    }

    private static Option<int?> Days(int usual, string remark) =>
        WholeOption.Create("--days", "N", $"How long it is valid{remark} [default: {usual}]", 1, CertificateAuthority.MaxDays);

    private static Option<bool> Force(string remark) => new("--force") { Description = $"Replace files that are there{remark}" };

    private static void AddAll(Command command, params Option[] options)
    {
        foreach (var option in options)
            command.Options.Add(option);
    }

    /// <summary>Whether other nodes can call a node by this name. The usual mistake is 0.0.0.0, the address on which a node listens.</summary>
    private static bool IsCallable(string host) => IPAddress.TryParse(host, out var address)
        ? !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        : Uri.CheckHostName(host) == UriHostNameType.Dns;

    private static void ShowAuthority(string folder, X509Certificate2 authority, TextWriter output)
    {
        output.WriteLine($"{Path.Combine(folder, CertificateIssuer.AuthorityCertificate)}: the authority {authority.Subject}, valid to {Day(authority)}");
        output.WriteLine($"{Path.Combine(folder, CertificateIssuer.AuthorityKey)}: its key. Anybody who has it can let any node join: keep it off the nodes.");
        output.WriteLine();
        output.WriteLine("Next, for each node:");
        output.WriteLine($"  {TypedCommand.Name} cert node --authority {folder} --out DIR --host NAME-OR-IP");
    }

    private static void ShowNode(string folder, string[] names, X509Certificate2 node, TextWriter output)
    {
        var (certificate, key, authority) = (
            Path.Combine(folder, CertificateIssuer.NodeCertificate), Path.Combine(folder, CertificateIssuer.NodeKey), Path.Combine(folder, CertificateIssuer.AuthorityCertificate));
        output.WriteLine($"{certificate}: the certificate of {string.Join(", ", names)}, valid to {Day(node)}");
        output.WriteLine($"{key}: its key, only for this node");
        output.WriteLine($"{authority}: the authority's certificate, by which the node verifies the others");
        output.WriteLine();
        output.WriteLine($"Copy them to the node, for example into {NodeFolder}, and put their paths there into the node's configuration:");
        output.WriteLine($"  \"ClusterHost\": {Json(names[0])},");
        output.WriteLine("  \"Tls\": {");
        output.WriteLine($"    \"CertificateFile\": {Json($"{NodeFolder}/{CertificateIssuer.NodeCertificate}")},");
        output.WriteLine($"    \"KeyFile\": {Json($"{NodeFolder}/{CertificateIssuer.NodeKey}")},");
        output.WriteLine($"    \"AuthorityFile\": {Json($"{NodeFolder}/{CertificateIssuer.AuthorityCertificate}")}");
        output.WriteLine("  }");
    }

    private static string Day(X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
