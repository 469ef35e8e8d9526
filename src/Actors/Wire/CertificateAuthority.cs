using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorInput.Actors.Wire;

/// <summary>
/// A small authority for a cluster of one's own: one self-signed certificate, and one certificate for each node. Keys are ECDSA on P-256.
/// Who has the authority's key can let any node join: keep it off the nodes. There is no revocation; a lost node key ends with its
/// certificate, or with a new authority.
/// </summary>
public static class CertificateAuthority
{
    /// <summary>The most days that a certificate may be valid: 30 years.</summary>
    public const int MaxDays = 10_950;

    /// <summary>Most names and addresses in a node's certificate.</summary>
    public const int MaxNames = 100;

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    /// <summary>The usages that a certificate must allow: a node is both client and server.</summary>
    internal static OidCollection NodeUsages => [new Oid(ServerAuthentication), new Oid(ClientAuthentication)];

    /// <summary>Makes a new authority, with its key. It may sign certificates of nodes, but not of further authorities.</summary>
    /// <param name="name">Its common name, 1 to 64 characters. It is what a refused node is told by, so two authorities should differ.</param>
    /// <param name="days">How long it is valid, 1 to 10,950 days. When it ends, so do all certificates of its nodes.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">The name or the days are out of range.</exception>
    public static X509Certificate2 CreateAuthority(string name, int days, TimeProvider? time = null)
    {
        if (name.Length is 0 or > 64)
            throw new ArgumentException($"The authority's name has {name.Length} characters; 1 to 64 are allowed.", nameof(name));
        var (from, to) = Validity(days, time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(from, to);
    }

    /// <summary>A certificate for a node, with a new key of its own, for calling other nodes and for being called.</summary>
    /// <param name="authority">The authority, with its key.</param>
    /// <param name="names">Every host name and IP address by which other nodes call it, 1 to 100; the first is its common name.</param>
    /// <param name="days">How long it is valid, 1 to 10,950 days, but never longer than the authority.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">The certificate is not an authority's or has no key, or names or days are out of range.</exception>
    public static X509Certificate2 IssueNode(X509Certificate2 authority, IReadOnlyList<string> names, int days, TimeProvider? time = null)
    {
        if (!authority.HasPrivateKey)
            throw new ArgumentException($"The authority {authority.Subject} has no key here; it cannot sign.", nameof(authority));
        if (authority.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is not { CertificateAuthority: true })
            throw new ArgumentException($"{authority.Subject} is no authority.", nameof(authority));
        var alternatives = AlternativeNames(names);
        var (from, to) = Validity(days, time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(names[0], key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(NodeUsages, true));
        request.CertificateExtensions.Add(alternatives);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var begin = Later(from, new DateTimeOffset(authority.NotBefore));
        var end = Earlier(to, new DateTimeOffset(authority.NotAfter));
        using var issued = request.Create(authority, begin, end, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string commonName, ECDsa key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName.Length > 64 ? commonName[..64] : commonName); // X.520's limit; the full name is an alternative name.
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        if (names.Count is 0 or > MaxNames)
            throw new ArgumentException($"{names.Count} names were given; 1 to {MaxNames} host names and IP addresses are allowed.", nameof(names));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternatives.AddIpAddress(address);
            else if (Uri.CheckHostName(name) == UriHostNameType.Dns)
                alternatives.AddDnsName(name);
            else
                throw new ArgumentException($"'{name}' is neither a host name nor an IP address.", nameof(names));
        }

        return alternatives.Build();
    }

    private static (DateTimeOffset From, DateTimeOffset To) Validity(int days, TimeProvider? time)
    {
        if (days is < 1 or > MaxDays)
            throw new ArgumentException($"{days} days were asked for; 1 to {MaxDays} are allowed.", nameof(days));
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return (now - ClockSkew, now.AddDays(days));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
