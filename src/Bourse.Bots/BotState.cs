namespace Bourse.Bots;

/// <summary>What the bots are doing.</summary>
public enum BotState
{
    /// <summary>They have not begun, or open accounts and list their instrument.</summary>
    Founding,

    /// <summary>The exchange began without them, and nobody has asked them in.</summary>
    Absent,

    /// <summary>They quote and take.</summary>
    Live,

    /// <summary>They were told to stop, and have cancelled what they had open.</summary>
    Stopped,
}
