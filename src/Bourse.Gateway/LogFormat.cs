namespace Bourse.Gateway;

/// <summary>How log lines are written to the console.</summary>
public enum LogFormat
{
    /// <summary>One line for a person.</summary>
    Plain,

    /// <summary>One JSON object a line.</summary>
    Json,
}
