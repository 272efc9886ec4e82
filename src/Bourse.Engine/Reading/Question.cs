namespace Bourse.Engine;

/// <summary>Something asked of the exchange's state, between two batches.</summary>
internal abstract class Question
{
    /// <summary>The accounts whose positions it values, so that prices are to be told before.</summary>
    public IReadOnlyList<int> Values { get; init; } = [];

    /// <summary>What it needs of the state is read now; the engine's thread.</summary>
    public abstract void Read(EngineView view);

    /// <summary>What was read is durable, and told.</summary>
    public abstract void Complete();

    /// <summary>It cannot be answered.</summary>
    public abstract void Refuse(string reason);
}
