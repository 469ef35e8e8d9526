using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorInput.Actors.Wire;
using ActorInput.Host.Common;

namespace ActorInput.Host.Certificates;

/// <summary>Makes the files of an authority and of nodes, under the names by which each finds the other's.</summary>
internal static class CertificateIssuer
{
    /// <summary>The authority's certificate: in its own folder, and a copy in that of every node.</summary>
    public const string AuthorityCertificate = "authority.pem";

    /// <summary>The authority's key.</summary>
    public const string AuthorityKey = "authority.key";

    /// <summary>A node's certificate.</summary>
    public const string NodeCertificate = "node.pem";

    /// <summary>A node's key.</summary>
    public const string NodeKey = "node.key";

    /// <summary>Makes an authority: <see cref="AuthorityCertificate"/> and <see cref="AuthorityKey"/>. The certificate, without its key.</summary>
    /// <exception cref="CommandException">Files are in the way or cannot be written.</exception>
    public static X509Certificate2 CreateAuthority(string folder, string name, int days, bool force)
    {
        using var authority = CertificateAuthority.CreateAuthority(name, days);
        var files = new NewFiles(folder, force);
        files.Add(AuthorityKey, path => CertificateFiles.WriteKey(authority, path));
        files.Add(AuthorityCertificate, path => CertificateFiles.WriteCertificate(authority, path));
        files.Write();
        return X509CertificateLoader.LoadCertificate(authority.RawData);
    }

    /// <summary>
    /// Makes what a node needs: <see cref="NodeCertificate"/>, <see cref="NodeKey"/> and a copy of <see cref="AuthorityCertificate"/>. The
    /// certificate, without its key.
    /// </summary>
    /// <exception cref="CommandException">The authority cannot be used, or files are in the way or cannot be written.</exception>
    public static X509Certificate2 IssueNode(string authorityFolder, string folder, IReadOnlyList<string> names, int days, bool force)
    {
        using var authority = ReadAuthority(authorityFolder);
        using var node = Issue(authority, authorityFolder, names, days);
        var files = new NewFiles(folder, force);
        files.Add(NodeKey, path => CertificateFiles.WriteKey(node, path));
        files.Add(NodeCertificate, path => CertificateFiles.WriteCertificate(node, path));
        if (!IsThere(authority, Path.Combine(folder, AuthorityCertificate)))
            files.Add(AuthorityCertificate, path => CertificateFiles.WriteCertificate(authority, path));
        files.Write();
        return X509CertificateLoader.LoadCertificate(node.RawData);
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string folder, IReadOnlyList<string> names, int days)
    {
        try
        {
            return CertificateAuthority.IssueNode(authority, names, days);
        }
        catch (ArgumentException failure)
        {
            throw new CommandException($"--authority is '{folder}', which cannot sign for {string.Join(", ", names)}: {failure.Message}");
        }
    }

    private static X509Certificate2 ReadAuthority(string folder)
    {
        var (certificate, key) = (Path.Combine(folder, AuthorityCertificate), Path.Combine(folder, AuthorityKey));
        foreach (var file in new[] { certificate, key })
        {
            if (!File.Exists(file))
                throw new CommandException($"--authority is '{folder}', and there is no {file}; make an authority with '{TypedCommand.Name} cert authority --out {folder}'.");
        }

        try
        {
            var authority = CertificateFiles.Read(certificate, key);
            if (new DateTimeOffset(authority.NotAfter) > TimeProvider.System.GetUtcNow())
                return authority;
            using (authority)
                throw new CommandException($"--authority is '{folder}', which expired on {authority.NotAfter.ToUniversalTime():yyyy-MM-dd}; a new one and new certificates for all nodes are needed.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"--authority is '{folder}', which cannot be used: {failure.Message}");
        }
    }

    /// <summary>Whether the file already is the authority's certificate: then a node's folder may have it, and it may be the authority's own.</summary>
    private static bool IsThere(X509Certificate2 authority, string file)
    {
        try
        {
            if (!File.Exists(file))
                return false;
            using var found = X509CertificateLoader.LoadCertificateFromFile(file);
            return found.RawDataMemory.Span.SequenceEqual(authority.RawDataMemory.Span);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
