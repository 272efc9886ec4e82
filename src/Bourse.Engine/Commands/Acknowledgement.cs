namespace Bourse.Engine;

/// <summary>When a command is answered.</summary>
public enum Acknowledgement
{
    /// <summary>Once its record survives what the orders journal promises: by default, a power cut.</summary>
    Durable = 0,

    /// <summary>Once it is in the orders journal and carried out: it survives a killed process, not a power cut.</summary>
    Journaled = 1,
}
