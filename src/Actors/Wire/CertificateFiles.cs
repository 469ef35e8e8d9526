using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ActorInput.Actors.Wire;

/// <summary>Certificates and keys in files. PEM throughout; a node's certificate may also be PKCS#12 (<c>.pfx</c>, <c>.p12</c>).</summary>
public static class CertificateFiles
{
    private const int KeyDerivationRounds = 200_000;

    /// <summary>Writes a certificate, without its key. Replaces the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteCertificate(X509Certificate2 certificate, string file) =>
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n", Encoding.ASCII);

    /// <summary>Writes the key of a certificate, readable by its owner alone (mode 0600) from its first byte on. Never replaces a file.</summary>
    /// <param name="certificate">The certificate, with an ECDSA or RSA key.</param>
    /// <param name="file">The file; it must not exist.</param>
    /// <param name="password">Encrypts the key (PKCS#8, AES-256); null writes it in the clear.</param>
    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    /// <exception cref="ArgumentException">The certificate has no such key.</exception>
    public static void WriteKey(X509Certificate2 certificate, string file, string? password = null)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
            ?? throw new ArgumentException($"{certificate.Subject} has neither an ECDSA nor an RSA key here.", nameof(certificate));
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, KeyDerivationRounds);
        var pem = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, encryption);
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, creation);
        stream.Write(Encoding.ASCII.GetBytes(pem + "\n"));
    }

    /// <summary>Reads a certificate with its key.</summary>
    /// <param name="certificateFile">The certificate: PEM, or PKCS#12 when the name ends in <c>.pfx</c> or <c>.p12</c>.</param>
    /// <param name="keyFile">The key in PEM; null when it is in the certificate's file.</param>
    /// <param name="password">Of the key or of the PKCS#12 file; null for none.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">
    /// A file has other contents, the password is wrong, or the key does not belong to the certificate.
    /// </exception>
    public static X509Certificate2 Read(string certificateFile, string? keyFile = null, string? password = null)
    {
        if (Path.GetExtension(certificateFile).ToUpperInvariant() is ".PFX" or ".P12")
            return X509CertificateLoader.LoadPkcs12FromFile(certificateFile, password);
        var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(certificateFile, keyFile)
            : X509Certificate2.CreateFromEncryptedPemFile(certificateFile, password, keyFile);
        if (!OperatingSystem.IsWindows())
            return certificate;

        // TLS on Windows does not accept a key that is only in memory.
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Reads the certificates of authorities from a PEM file: one, or several while an old one is being replaced.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">The file holds no certificate.</exception>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("The file holds no certificate in PEM.");
    }
}
