import { createRoot } from "react-dom/client";
import { App } from "./App";
import { restoreTheme } from "./theme";
import { connect } from "./wire";
import "./theme.css";

restoreTheme();
connect();

createRoot(document.getElementById("screen")!).render(<App />);
