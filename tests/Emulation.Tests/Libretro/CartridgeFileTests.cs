using System.IO.Compression;
using System.Text;
using ActorInput.Emulation.Libretro;
using CsCheck;

namespace ActorInput.Emulation.Tests.Libretro;

/// <summary>Files that users name as a cartridge: archives, and files of other kinds.</summary>
public sealed class CartridgeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actorinput-rom-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("game.gb")]
    [InlineData("folder/game.GBC")]
    [InlineData("without extension")]
    public void Load_ZipWithOneGame_IsThatGame(string name)
    {
        var cartridge = GameCartridge.Load(Write(Zip((name, MiniCartridge.Build()), ("read.me", "hello"u8.ToArray()), ("folder/", []))));
        Assert.Equal("COUNTER", cartridge.Info.Title);
        Assert.True(cartridge.File.Span.SequenceEqual(MiniCartridge.Build()));
        Assert.Empty(cartridge.Warnings);
    }

    [Fact]
    public void Load_GZip_IsTheGameInIt()
    {
        Assert.True(GameCartridge.Load(Write(GZip(MiniCartridge.Build()))).File.Span.SequenceEqual(MiniCartridge.Build()));
        Assert.Single(GameCartridge.Load(Write(GZip(MiniCartridge.Sized(16 * 1024)))).Warnings);
    }

    [Fact]
    public void Load_ZipWithSeveralGames_NamesThem()
    {
        var message = Refused(Zip(("a.gb", MiniCartridge.Build()), ("b.gbc", MiniCartridge.BuildForColor()), ("c.txt", "text"u8.ToArray())));
        Assert.Contains("zip archive of 2 games: 'a.gb', 'b.gbc'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ZipWithoutAGame_SaysWhatIsInIt()
    {
        Assert.Contains("without a file", Refused(Zip()), StringComparison.Ordinal);
        Assert.Contains("'game.gba', which is a Game Boy Advance game", Refused(Zip(("game.gba", Advance()))), StringComparison.Ordinal);
        Assert.Contains("2 files without a Game Boy game among them: 'a', 'b'", Refused(Zip(("a", [1]), ("b", [2]))), StringComparison.Ordinal);
        Assert.Contains("'in.zip', which is a zip archive", Refused(Zip(("in.zip", Zip(("a.gb", MiniCartridge.Build()))))), StringComparison.Ordinal);
        Assert.Contains("8,388,608", Refused(Zip(("large.gb", new byte[GameCartridge.MaxSize + 1]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_GZipOfSomethingElse_SaysWhatIsInIt()
    {
        Assert.Contains("This gzip archive contains a Game Boy Advance game", Refused(GZip(Advance())), StringComparison.Ordinal);
        Assert.Contains("This gzip archive contains a tar archive", Refused(GZip(Tar())), StringComparison.Ordinal);
        Assert.Contains("nothing in it", Refused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
    }

    /// <summary>Zeros compress to a thousandth of their size, and a name in the list is short.</summary>
    [Fact]
    public void Load_ArchivesThatUnpackHugely_AreRefusedInLittleMemory()
    {
        var bomb = Path.Combine(_folder, "bomb.gz");
        using (var packed = new GZipStream(File.Create(bomb), CompressionLevel.Fastest))
        {
            var piece = new byte[1024 * 1024];
            MiniCartridge.Build().CopyTo(piece, 0);
            for (var i = 0; i < 96; i++)
                packed.Write(piece);
        }

        var zip = Write(Zip([.. Enumerable.Range(0, 1_001).Select(i => ($"{i}.gb", new byte[1]))]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than 8,388,608 bytes", Message(bomb), StringComparison.Ordinal);
        Assert.Contains("1,001 files", Message(zip), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public void Load_ZipThatSaysLessThanItHolds_IsRefused()
    {
        var zip = Zip(("game.gb", MiniCartridge.Sized(64 * 1024)));
        // The length in the table of contents: 24 bytes into its entry.
        var table = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(table + 24), 32 * 1024);
        Assert.Contains("damaged", Refused(zip), StringComparison.Ordinal);
    }

    /// <summary>Whatever is changed or cut in an archive, either the same game is read or the file is refused with a reason.</summary>
    [Fact]
    public void Load_DamagedArchives_GiveTheGameOrASentence()
    {
        var zip = Zip(("game.gb", MiniCartridge.Build()));
        var gzip = GZip(MiniCartridge.Build());
        Gen.Select(Gen.Bool, Gen.Int[0, 1_000_000], Gen.Int[1, 255], Gen.Bool).Sample(
            (isZip, at, flip, cut) =>
            {
                var bytes = (byte[])(isZip ? zip : gzip).Clone();
                at %= bytes.Length;
                bytes[at] ^= (byte)flip;
                if (cut)
                    Array.Resize(ref bytes, at);
                var path = Write(bytes, Guid.NewGuid().ToString("N"));
                try
                {
                    Assert.True(GameCartridge.Load(path).File.Span.SequenceEqual(MiniCartridge.Build()));
                }
                catch (InvalidCartridgeException e)
                {
                    Assert.Contains(path, e.Message, StringComparison.Ordinal);
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 2_000,
            threads: 1);
    }

    public static TheoryData<string, byte[]> OtherFiles => new()
    {
        { "It is empty (0 bytes)", [] },
        { "a Game Boy Advance game", Advance() },
        { "a web page", Text("<!DOCTYPE html>\n<html><head><title>404</title></head></html>") },
        { "a web page", Text("\uFEFF \r\n<HTML lang=en>") },
        { "a Git LFS pointer", Text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 32768\n") },
        { "a git-annex pointer", Text("/annex/objects/SHA256E-s32768--4d7a.gb\n") },
        { "a text file", Text(new string('ä', 40_000)) },
        { "an NES game", [.. "NES\u001A"u8, .. new byte[40_000]] },
        { "a 7z archive", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, .. new byte[40_000]] },
        { "a tar archive", Tar() },
        { "a patch", [.. "PATCH"u8, .. new byte[40_000]] },
        { "a picture", [0x89, .. "PNG\r\n\u001A\n"u8, .. new byte[40_000]] },
        { "512 bytes that a copier added", [.. new byte[512], .. MiniCartridge.Build()] },
        { "The bytes at 0x104", new byte[32 * 1024] },
    };

    [Theory]
    [MemberData(nameof(OtherFiles))]
    public void Load_AnotherKindOfFile_IsNamed(string kind, byte[] bytes)
    {
        var path = Write(bytes);
        var message = Message(path);
        Assert.StartsWith($"Cartridge '{path}': ", message, StringComparison.Ordinal);
        Assert.Contains(kind, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Load_AnEndlessFile_IsRefused()
    {
        if (OperatingSystem.IsLinux())
            Assert.Contains("at most 8,388,608", Message("/dev/zero"), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AFileThatMayNotBeRead_SaysSo()
    {
        var path = Write(MiniCartridge.Build());
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            return;
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Contains("cannot be read", Message(path), StringComparison.Ordinal);
    }

    private static byte[] Advance()
    {
        var bytes = new byte[40_000];
        new byte[] { 0x24, 0xFF, 0xAE, 0x51 }.CopyTo(bytes, 4);
        bytes[0xB2] = 0x96;
        return bytes;
    }

    private static byte[] Tar()
    {
        var bytes = new byte[10_240];
        "ustar"u8.CopyTo(bytes.AsSpan(257));
        return bytes;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    private static byte[] GZip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            packed.Write(bytes);
        return memory.ToArray();
    }

    private string Write(byte[] bytes, string name = "file")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Refused(byte[] bytes) => Message(Write(bytes));

    private static string Message(string path) => Assert.Throws<InvalidCartridgeException>(() => GameCartridge.Load(path)).Message;
}
