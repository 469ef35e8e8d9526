using System.Security.Cryptography;
using ActorInput.Actors.Common;

namespace ActorInput.Actors.Wire;

/// <summary>
/// TLS between nodes. Both ends present a certificate, and each accepts the other only if its certificate is from the authority in
/// <see cref="AuthorityFile"/>; the machine's own authorities do not count. Either all nodes of a cluster use TLS, or none does.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>This node's certificate: PEM, or PKCS#12 when the name ends in <c>.pfx</c> or <c>.p12</c>. For server and client authentication. Required.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The certificate's key, in PEM. Default null: it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Password of the key or of the PKCS#12 file. Default null: there is none.</summary>
    public string? Password { get; set; }

    /// <summary>The authority's certificate in PEM, without its key; several in one file while an old one is being replaced. Required.</summary>
    public string AuthorityFile { get; set; } = "";

    /// <summary>
    /// Whether the certificate of a node that is called must name the host or address by which it is called. Default true: a node's stolen key then
    /// works only from that node's address. Set it to false if addresses change.
    /// </summary>
    public bool VerifyHostNames { get; set; } = true;

    internal void Validate(string path, OptionProblems problems)
    {
        var missing = IsMissing($"{path}:{nameof(CertificateFile)}", CertificateFile, problems);
        missing |= KeyFile is not null && IsMissing($"{path}:{nameof(KeyFile)}", KeyFile, problems);
        missing |= IsMissing($"{path}:{nameof(AuthorityFile)}", AuthorityFile, problems);
        if (missing)
            return;
        try
        {
            NodeCredentials.Load(this).Certificate.Dispose();
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{path} ({CertificateFile}, {KeyFile ?? "no key file"}, {AuthorityFile}) cannot be used: {unusable.Message}");
        }
    }

    private static bool IsMissing(string name, string file, OptionProblems problems)
    {
        if (File.Exists(file))
            return false;
        problems.Add(file.Length == 0 ? $"{name} is empty; the name of a file is required." : $"{name} is '{file}'; there is no such file.");
        return true;
    }
}
