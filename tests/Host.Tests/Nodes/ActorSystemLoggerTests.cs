using ActorInput.Host.Nodes;
using Akka.Event;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorInput.Host.Tests.Nodes;

public sealed class ActorSystemLoggerTests
{
    [Fact]
    public void Level_OfAkkasOwnWarnings_IsInformation()
    {
        Assert.Equal(LogLevel.Information, ActorSystemLogger.LevelOf(new Warning("x", typeof(Akka.Cluster.Cluster), "Marking node(s) as UNREACHABLE")));
        Assert.Equal(LogLevel.Warning, ActorSystemLogger.LevelOf(new Warning("x", typeof(ActorSystemLoggerTests), "ours")));
        Assert.Equal(LogLevel.Error, ActorSystemLogger.LevelOf(new Error(new InvalidOperationException(), "x", typeof(Akka.Cluster.Cluster), "a bug")));
        Assert.Equal(LogLevel.Debug, ActorSystemLogger.LevelOf(new Info("x", typeof(Akka.Cluster.Cluster), "No seed-nodes configured")));
    }

    [Fact]
    public void Category_IsTheClassOrTheSource()
    {
        Assert.Equal(typeof(ActorSystemLoggerTests).FullName, ActorSystemLogger.CategoryOf(new Info("akka://x/user/y", typeof(ActorSystemLoggerTests), "m")));
        Assert.Equal("ActorInput.discovery", ActorSystemLogger.CategoryOf(new Info("discovery (akka://x)", typeof(string), "m")));
    }
}
