using Bourse.Exchange;

namespace Bourse.Gateway.Trading;

/// <summary>Assets by the names that requests give.</summary>
internal static class AssetName
{
    public const int LengthMax = Text16.Bytes;

    /// <summary>The asset's number. One that is new is added first; whoever adds it at the same moment adds the same.</summary>
    public static async Task<int> FindOrAddAsync(Engine.Engine engine, string name)
    {
        if (engine.Names.Asset(name) == 0)
            await engine.Submit(CommandType.AddAsset, CommandAnswer.Bytes(new AddAsset { Name = Text16.Of(name) }));
        return engine.Names.Asset(name);
    }
}
