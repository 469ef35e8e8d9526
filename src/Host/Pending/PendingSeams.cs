// Stands in for what other branches bring, so that this one compiles; each part leaves the build when the real file is there (Host.csproj).
#pragma warning disable IDE0005, CS9113, MA0048, CS1591, IDE0060, CA1822
using ActorInput.Actors.Hosting;
using ActorInput.Emulation.Games;

#if !HAS_ACTORS
namespace ActorInput.Actors.Hosting
{
    internal static class ActorInputHosting
    {
        public static IServiceCollection AddActorInput(this IServiceCollection services, ActorInputOptions options) =>
            throw new NotSupportedException("The actors are not in this build.");
    }
}
#endif
#if !HAS_SERVER
namespace ActorInput.Emulation.Server
{
    internal interface IPictureEncoder
    {
        byte[] Encode(ReadOnlySpan<ushort> rgb565, int width, int height, int scale);
    }

    internal sealed record EmulatorServerOptions
    {
        public string Address { get; init; } = "127.0.0.1";
        public int Port { get; init; }
        public int Count { get; init; }
        public GameSpeed Speed { get; init; }
        public PressTiming Timing { get; init; }
        public string? StateDirectory { get; init; }
        public int StopSeconds { get; init; }
    }

    internal sealed class EmulatorServer : IAsyncDisposable
    {
        public Uri Address { get; } = new("http://127.0.0.1/");
        public IReadOnlyList<Uri> Games { get; } = [];

        public static Task<EmulatorServer> StartAsync(
            EmulatorServerOptions options, IGameFactory factory, IPictureEncoder pictures, TimeProvider? time = null, ILoggerFactory? logs = null,
            CancellationToken cancellation = default) => throw new NotSupportedException("The emulator server is not in this build.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

#endif
#if !HAS_CARTRIDGE
namespace ActorInput.Emulation.Cartridge
{
    internal static class DemoCartridge
    {
        public static byte[] ReadRom() => throw new NotSupportedException("The demo cartridge is not in this build.");
    }
}

#endif
#if !HAS_PICTURES
namespace ActorInput.Emulation.Pictures
{
    internal static class PngWriter
    {
        public static byte[] Write(ReadOnlySpan<ushort> pixels, int width, int height, int pitch, int scale = 1) => [];
    }
}

#endif
#if !HAS_LIBRETRO
namespace ActorInput.Emulation.Libretro
{
    internal sealed class CoreNotFoundException(string message) : Exception(message);

    internal sealed class InvalidCoreException(string message) : Exception(message);

    internal sealed class InvalidCartridgeException(string message) : Exception(message);

    internal sealed class Cartridge
    {
        public static Cartridge Load(string path) =>
            File.Exists(path) ? new Cartridge() : throw new InvalidCartridgeException($"Cartridge '{path}' cannot be read: no such file.");

        public static Cartridge FromBytes(ReadOnlySpan<byte> bytes) => new();
    }

    internal static class CoreLocator
    {
        public static string Find(string? explicitPath = null) =>
            explicitPath is null || File.Exists(explicitPath) ? "core" : throw new CoreNotFoundException($"--core names '{explicitPath}', which is not a file.");
    }

    internal sealed class LibretroGameFactory(string core, Cartridge cartridge) : IGameFactory
    {
        public ReadOnlyMemory<byte> Cartridge => default;

        public IGame Create() => throw new NotSupportedException(core);

        public void Dispose()
        {
        }
    }
}
#endif
