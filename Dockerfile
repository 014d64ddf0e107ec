# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# Applies the migrations, then ends.
FROM build AS migrate
CMD ["npm", "run", "migrate"]

# Exports, imports and reminders. Started by node itself, so that the signal to stop reaches it.
FROM build AS worker
ENV NODE_ENV=production
USER node
CMD ["node", "--max-semi-space-size=2", "--optimize-for-size", "--import", "tsx", "--conditions=react-server", "scripts/worker.ts"]

FROM node:24-bookworm-slim AS web
WORKDIR /app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build --chown=node:node /app/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
