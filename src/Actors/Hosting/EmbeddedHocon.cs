using Akka.Configuration;

namespace ActorInput.Actors.Hosting;

/// <summary>The settings that can only be written in the actor system's own format.</summary>
internal static class EmbeddedHocon
{
    public static Config Load()
    {
        using var stream = typeof(EmbeddedHocon).Assembly.GetManifestResourceStream("actorinput.conf")
            ?? throw new InvalidOperationException("actorinput.conf is not in the assembly.");
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
